"""Rules of the course: the success sentence, documents and agreements, priorities, and the yardstick."""
