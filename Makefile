# Everything is done by bootstrap.py, which also works where there is no make.
PYTHON ?= python3

.PHONY: run setup reports test

run: ## set up what is missing, then serve; PORT=8001 for another port
	@$(PYTHON) bootstrap.py run

setup: ## everything but serving
	@$(PYTHON) bootstrap.py setup

reports: ## set up, then fetch the reports on record from Ofsted; ARGS="--by NAME" for another account than staff
	@$(PYTHON) bootstrap.py reports $(ARGS)

test: ## set up what tests need, then run them on all cores; ARGS="-k ranking" for some, ARGS="-n 0" for one core
	@$(PYTHON) bootstrap.py test $(ARGS)
