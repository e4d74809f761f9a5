*** Settings ***
Documentation    Nothing to do: for the cold start.

*** Test Cases ***
