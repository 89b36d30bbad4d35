namespace Twin.Spotify.Synthetic;

/// <summary>The forms in which the API writes a duration: the unusual ones were each seen for a while.</summary>
internal enum DurationForm
{
    Number,
    Float,
    Object,
}
