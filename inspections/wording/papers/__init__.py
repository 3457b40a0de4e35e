"""The sentences of a committee paper, part by part."""
