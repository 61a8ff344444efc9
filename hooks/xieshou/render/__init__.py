"""Pages to HTML: templates make the bodies, frames of the theme go round them."""
