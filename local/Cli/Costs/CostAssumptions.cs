namespace Local.Cli.Costs;

/// <summary>The keys of the assumptions about the run that is billed.</summary>
internal static class CostAssumptions
{
    public const string EntriesPerPlaylist = "entriesPerPlaylist";
    public const string SpotifyRequestSeconds = "spotifyRequestSeconds";
}
