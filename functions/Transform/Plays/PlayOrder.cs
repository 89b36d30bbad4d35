namespace Functions.Transform.Plays;

/// <summary>The order of the rows of a month: by the end of the play, and then by all other values, so that it does not
/// depend on the order of their sources.</summary>
internal sealed class PlayOrder(PlayTexts texts) : IComparer<Play>
{
    public int Compare(Play? x, Play? y) => x!.End.CompareTo(y!.End) is not 0 and var order ? order : CompareRest(x, y);

    private int CompareRest(Play one, Play other)
    {
        var order = texts.Compare(one.PlayedAt, other.PlayedAt);
        Then(ref order, Nullable.Compare(one.MsPlayed, other.MsPlayed));
        Then(ref order, string.CompareOrdinal(one.Kind, other.Kind));
        Then(ref order, texts.Compare(one.SongId, other.SongId));
        Then(ref order, texts.Compare(one.Song, other.Song));
        Then(ref order, texts.Compare(one.Artist, other.Artist));
        Then(ref order, texts.Compare(one.Album, other.Album));
        Then(ref order, texts.Compare(one.Isrc, other.Isrc));
        Then(ref order, texts.Compare(one.AlbumId, other.AlbumId));
        Then(ref order, texts.Compare(one.ArtistId, other.ArtistId));
        Then(ref order, Nullable.Compare(one.DurationMs, other.DurationMs));
        Then(ref order, texts.Compare(one.ContextType, other.ContextType));
        Then(ref order, texts.Compare(one.ContextUri, other.ContextUri));
        Then(ref order, Nullable.Compare(one.Skipped, other.Skipped));
        Then(ref order, one.Source.CompareTo(other.Source));
        return order;
    }

    private static void Then(ref int order, int next) => order = order == 0 ? next : order;
}
