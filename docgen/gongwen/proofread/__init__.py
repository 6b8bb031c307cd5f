"""Proofreading (智能校验): one engine of independent checkers over one text."""
