namespace Local.Spotify.Synthetic;

/// <summary>How the API writes a duration: the odd ones were seen for a while each.</summary>
internal enum DurationForm
{
    Number,
    Float,
    Object,
}
