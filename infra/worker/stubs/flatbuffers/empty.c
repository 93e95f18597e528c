/* Nothing: the worker links this library "whole"; the real code comes with the dependency beside it. */
