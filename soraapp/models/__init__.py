"""Models: anything that turns a Request into frames. torch is imported only here, and only when first needed."""
