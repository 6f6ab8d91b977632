"""Timelines for other programs, and from them: OpenTimelineIO, Final Cut Pro 7 XML and EDL."""
