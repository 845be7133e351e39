"""Is a website fit for the elderly (适老化): 工信厅信管函〔2021〕67号 附件1, the annex on websites."""
