"""The year as a calendar: duties and planned activities on their days, for the phone, the wall and the screen."""
