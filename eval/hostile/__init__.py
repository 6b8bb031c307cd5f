"""Files made on the fly: good ones of every kind, broken ones, and ones made to do harm."""
