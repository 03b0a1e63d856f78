#!/usr/bin/env node
'use strict';

const { loadProgram } = require('./load-program.js');

void loadProgram().exports.main();
