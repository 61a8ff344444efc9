"""What every view uses: the page's context, and the models that templates see."""
