"""Speech to text (语音转文字) by an endpoint of the installation."""
