"""The nodes that come with Soraapp: one file a family, one function a node. The file is the menu."""
