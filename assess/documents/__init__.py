"""Documents that circulate: a draft or an annex as HTML, DOCX, ODT, PDF and Akoma Ntoso, from one model of its text."""
