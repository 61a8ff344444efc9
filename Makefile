# Each target sets up what it needs, and is quick about it the second time: see .ci/setup.
SHELL := /bin/sh
# The Python to make the environment with (make test PYTHON=python3.13): each has an environment of its own.
ifneq ($(origin PYTHON),command line)
PYTHON :=
endif
VENV ?= .venv$(if $(PYTHON),-$(notdir $(PYTHON)))
python := "$(VENV)/bin/python"
# What compiles requirements/ and looks for known weaknesses has an environment of its own.
TOOLS ?= .venv-tools
# The benchmark's number of articles, and what else it is told: make bench N=5000 ARGS="--peers hugo"
N ?= 1000
# How many harmed projects make fuzz tries, and how many harmed files of content.
INPUTS ?= 20000
CONTENTS ?= 100000
# How many times as often make soak tries what make test tries a few times.
TIMES ?= 20
# A code that stands at the end of a message: make explain CODE=date-order
CODE ?=
# A folder or file of another program: make import FROM=../old-site ARGS=--write
FROM ?=
ARGS ?=
WORKERS ?= 4
# What make diff compares: live, next, a folder or a commit. make diff OLD=HEAD~5 ARGS="--format html --output diff.html"
OLD ?= live
NEW ?= next

export VENV
export PYTHON
export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1
# pip and the browser keep things in a home; where there is none, the environment is it.
ifneq ($(shell test -n "$$HOME" && test -w "$$HOME" && echo yes),yes)
export HOME := $(CURDIR)/.cache/home
endif

.PHONY: help site serve desk check compare explain fix import verify diff rollback wheel test lint coverage soak fuzz lock audit bench shots clean

help:
	@echo "make site        构建到 site/（严格模式）            build the site into site/, strictly"
	@echo "make serve       边写边看，地址见屏幕              look at the site while you write"
	@echo "make desk        编辑台：在浏览器里写、译、查、发   the desk: write, translate, check and publish in the browser"
	@echo "make check       只检查内容，不构建                check the content, build nothing"
	@echo "make compare ZH=… EN=…  两种文字说得是否一致     what a Chinese and an English text state differently"
	@echo "make explain CODE=…  一条消息是什么意思、怎么办     what a message means, and what to do"
	@echo "make fix         修正明显的笔误（先看改动）          repair plain slips (shows them first)"
	@echo "make import FROM=…  导入其他程序的文稿（先看结果）  texts of other programs (shows them first)"
	@echo "make verify      已发布的文件是否与写下时一样      whether what is published is as it was written"
	@echo "make diff        再构建会改动哪些文字、页面      what a build would change, word by word"
	@echo "make rollback    换回上次发布以前的网站          the site as it was before the last publish"
	@echo "make wheel       做成安装包，存入 dist/            the program as a wheel, into dist/"
	@echo "make test        全部检查与测试                    every check and test"
	@echo "make lint        只查代码写法与类型                code style and types alone"
	@echo "make test PYTHON=…  换一个版本的 Python             the same with another Python, such as python3.13"
	@echo "make coverage    测试走到了多少代码                how much of the code the tests reach"
	@echo "make soak        反复中断、随机改动，跑几小时      kills and random changes, over and over, for hours"
	@echo "make fuzz        用两万份损坏的项目试探            try twenty thousand harmed projects"
	@echo "make lock        重新锁定程序包（ARGS=--upgrade）  pin the packages anew (ARGS=--upgrade)"
	@echo "make audit       程序包有没有已知的漏洞            what is known against the packages"
	@echo "make bench N=…   与同类工具比速度                  speed, next to its peers"
	@echo "make shots       各类页面截图，存入 build/shots    pictures of every kind of page, into build/shots"
	@echo "make clean       删去做出来的一切                  remove all that was made"

site:
	@.ci/setup site
	PYTHONPATH=hooks $(python) -m xieshou build $(ARGS)

serve:
	@.ci/setup site
	$(python) -m mkdocs serve --livereload $(ARGS)

desk:
	@.ci/setup desk
	PYTHONPATH=hooks $(python) -m xieshou desk $(ARGS)

lint:
	@.ci/setup test
	$(python) -m ruff check .
	$(python) -m mypy
	$(python) -m djlint --quiet --lint hooks/xieshou/front/templates hooks/xieshou/front/theme
	$(python) -m djlint --quiet --lint --ignore=H020,H021,J018,X001 hooks/xieshou/front/desk
	@if [ -x "$(VENV)/bin/biome" ]; then \
		set -x; "$(VENV)/bin/biome" check --error-on-warnings; \
	else \
		echo "没有适用于这台机器的 Biome，样式表和脚本未检查。 No Biome for this machine: style sheets and scripts are not checked."; \
	fi

check:
	@.ci/setup site
	PYTHONPATH=hooks $(python) -m xieshou check $(ARGS)

compare:
	@.ci/setup site
	PYTHONPATH=hooks $(python) -m xieshou compare $(ZH) $(EN) $(ARGS)

explain:
	@.ci/setup site
	PYTHONPATH=hooks $(python) -m xieshou explain $(CODE) $(ARGS)

fix:
	@.ci/setup site
	PYTHONPATH=hooks $(python) -m xieshou fix $(ARGS)

import:
	@.ci/setup site
	PYTHONPATH=hooks $(python) -m xieshou import "$(FROM)" $(ARGS)

verify:
	@.ci/setup site
	PYTHONPATH=hooks $(python) -m xieshou verify $(ARGS)

diff:
	@.ci/setup site
	PYTHONPATH=hooks $(python) -m xieshou diff "$(OLD)" "$(NEW)" $(ARGS)

rollback:
	@.ci/setup site
	PYTHONPATH=hooks $(python) -m xieshou rollback $(ARGS)

# What an earlier one left would go into it too.
wheel:
	@.ci/setup test
	rm -rf build/lib build/bdist.* hooks/xieshou.egg-info
	$(python) -m pip wheel . --quiet --no-deps --no-index --no-build-isolation --disable-pip-version-check -w dist
	rm -rf build/lib build/bdist.* hooks/xieshou.egg-info
	@ls dist/*.whl

# Files of tests are begun in their order, for the long ones stand before the many short ones of tests/unit.
test: lint
	@.ci/setup browser
	$(python) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

coverage:
	@.ci/setup test
	@.ci/setup browser
	$(python) -m coverage erase
	$(python) -m coverage run -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS); ended=$$?; \
	$(python) -m coverage combine --quiet && $(python) -m coverage report && exit $$ended

soak:
	@.ci/setup test
	XIESHOU_SOAK=$(TIMES) $(python) -m pytest -m soak -n $(WORKERS) $(ARGS)

fuzz:
	@.ci/setup test
	PYTHONPATH=hooks:. $(python) -m tests.fuzz.fuzz $(CONTENTS)
	PYTHONPATH=hooks:. $(python) -m tests.fuzz.whole.fuzz $(INPUTS) --processes $(WORKERS)

lock:
	@VENV=$(TOOLS) .ci/setup tools
	@VENV=$(TOOLS) .ci/lock $(ARGS)
	@.ci/setup test
	$(python) -m tests.packages listed

audit:
	@VENV=$(TOOLS) .ci/audit $(ARGS)

bench:
	@.ci/setup bench
	$(python) -m tests.benchmarks.bench $(N) $(ARGS)
	$(python) -m tests.benchmarks.search $(N) --peer

shots:
	@.ci/setup test
	@.ci/setup browser
	$(python) -m tests.browser.shots $(ARGS)

clean:
	rm -rf .venv .venv-* .cache site .site.xieshou site-as-of .site-as-of.xieshou build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find hooks tests -name __pycache__ -type d -prune -exec rm -rf {} +
