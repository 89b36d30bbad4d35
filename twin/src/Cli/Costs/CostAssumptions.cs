namespace Twin.Cli.Costs;

/// <summary>The keys of the assumptions about the billed run.</summary>
internal static class CostAssumptions
{
    public const string EntriesPerPlaylist = "entriesPerPlaylist";
    public const string SpotifyRequestSeconds = "spotifyRequestSeconds";
}
