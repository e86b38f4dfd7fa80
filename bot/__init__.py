"""Alongside: a bot that keeps peer-support groups going and the people in them safe."""
