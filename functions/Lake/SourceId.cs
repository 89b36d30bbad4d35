using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Functions.Lake;

/// <summary>The id of a source of entries: a playlist, or one of the user's own lists, which is a playlist to
/// everything behind the extraction.</summary>
/// <param name="Name">The id in keys and in the column <c>playlist_id</c>: 22 base62 characters, <c>liked</c>,
/// <c>top-tracks-short</c>, …</param>
/// <param name="Text">The id as the setting <c>playlists</c> has it, in its one form.</param>
public abstract partial record SourceId(string Name, string Text)
{
    /// <summary>The forms that <see cref="TryParse"/> accepts, for a message.</summary>
    public const string Forms = $"{StoredForms}, {Mine.Id}";

    /// <summary>The forms of a source that has entries itself.</summary>
    public const string StoredForms =
        "playlist ids (22 letters and digits), spotify:playlist:… or https://open.spotify.com/playlist/…, "
        + $"top-tracks:short, :medium or :long (top-tracks:short:200 for that many), {Liked.Id}";

    /// <summary>The scopes that reading a source needs
    /// (https://developer.spotify.com/documentation/web-api/concepts/scopes).</summary>
    public abstract ImmutableArray<string> Scopes { get; }

    /// <summary>True if an app cannot read the source without a user.</summary>
    public virtual bool IsUsers => true;

    /// <summary>The name in the column <c>name</c>; of a playlist, which has a name at Spotify, its id.</summary>
    public virtual string Title => Name;

    /// <summary>Parses an id as people copy it: a source as the setting <c>playlists</c> has it, a playlist's id,
    /// <c>spotify:playlist:…</c>, the address that «Copy link to playlist» copies or a browser shows, in the forms from
    /// before 2018 too, and the name of an own list in keys.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SourceId? source)
    {
        text = text.Trim();
        source = text switch
        {
            Liked.Id => new Liked(),
            Mine.Id => new Mine(),
            _ when PlaylistForms().Match(text) is { Success: true } playlist =>
                new Playlist(playlist.Groups["id"].Value),
            _ when ChartForms().Match(text) is { Success: true } chart => TopTracks.Find(
                chart.Groups["range"].Value, chart.Groups["count"].Value),
            _ => null,
        };
        return source is not null;
    }

    public sealed override string ToString() => Text;

    [GeneratedRegex(
        "^(?:(?i:spotify:(?:user:[^:/\\s]+:)?playlist:|(?:https?://)?open\\.spotify\\.com/(?:[^/?#\\s]+/)*playlist/))?"
        + "(?<id>[0-9A-Za-z]{22})/?(?:[?#].*)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex PlaylistForms();

    [GeneratedRegex("^top-tracks[:-](?<range>[a-z]+)(?::(?<count>[0-9]{1,5}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex ChartForms();

    /// <summary>A playlist by Spotify's id: 22 base62 characters
    /// (https://developer.spotify.com/documentation/web-api/concepts/spotify-uris-ids).</summary>
    public sealed record Playlist(string Id) : SourceId(Id, Id)
    {
        public override ImmutableArray<string> Scopes => ["playlist-read-private", "playlist-read-collaborative"];

        public override bool IsUsers => false;
    }

    /// <summary>The user's chart of tracks in one range, <c>me/top/tracks</c>.</summary>
    /// <param name="Count">The most tracks that are read of it.</param>
    public sealed record TopTracks(ChartRange Range, int Count = TopTracks.DefaultCount)
        : SourceId($"top-tracks-{Range.Name}", TextOf(Range, Count))
    {
        public const int DefaultCount = 100;
        public const int MaxCount = 10_000;

        public override ImmutableArray<string> Scopes => ["user-top-read"];

        public override string Title => $"Top tracks, {Range.Period}";

        internal static TopTracks? Find(string range, string count) =>
            ChartRange.Named(range) is { } known
            && (count.Length > 0 ? int.Parse(count, CultureInfo.InvariantCulture) : DefaultCount)
                is > 0 and <= MaxCount and var number
                ? new TopTracks(known, number)
                : null;

        private static string TextOf(ChartRange range, int count) => count == DefaultCount
            ? $"top-tracks:{range.Name}"
            : string.Create(CultureInfo.InvariantCulture, $"top-tracks:{range.Name}:{count}");
    }

    /// <summary>The user's liked songs, <c>me/tracks</c>.</summary>
    public sealed record Liked() : SourceId(Id, Id)
    {
        public const string Id = "liked";

        public override ImmutableArray<string> Scopes => ["user-library-read"];

        public override string Title => "Liked songs";
    }

    /// <summary>All playlists that the user owns or collaborates on, which each run finds in <c>me/playlists</c>. No
    /// key has this name: each playlist has its own.</summary>
    public sealed record Mine() : SourceId(Id, Id)
    {
        public const string Id = "mine";

        public override ImmutableArray<string> Scopes => ["playlist-read-private", "playlist-read-collaborative"];
    }
}

/// <summary>A range of the user's chart of tracks
/// (https://developer.spotify.com/documentation/web-api/reference/get-users-top-artists-and-tracks).</summary>
/// <param name="Name">The name in the setting <c>playlists</c>.</param>
/// <param name="TimeRange">The value of the parameter <c>time_range</c>.</param>
/// <param name="Period">The approximate period.</param>
public sealed record ChartRange(string Name, string TimeRange, string Period)
{
    public static readonly ChartRange FourWeeks = new("short", "short_term", "4 weeks");

    public static readonly ChartRange SixMonths = new("medium", "medium_term", "6 months");

    public static readonly ChartRange TwelveMonths = new("long", "long_term", "12 months");

    public static ImmutableArray<ChartRange> All { get; } = [FourWeeks, SixMonths, TwelveMonths];

    /// <summary>The range with a name; null if there is none.</summary>
    public static ChartRange? Named(string name) => All.FirstOrDefault(range => range.Name == name);
}
