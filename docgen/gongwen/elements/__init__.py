"""Which paragraph of a document is which element (智能抽取), and the 发文单 filled from them."""
