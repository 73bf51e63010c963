// Qui sta Decap CMS.
