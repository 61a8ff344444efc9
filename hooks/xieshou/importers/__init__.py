"""Other people's texts to ours: what Hugo, Jekyll, Hexo, MkDocs, Docusaurus, VuePress and WordPress keep, as articles."""
