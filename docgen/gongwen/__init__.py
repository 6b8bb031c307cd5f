"""Official documents (公文): proofread, laid out, written, compared and taken apart."""
