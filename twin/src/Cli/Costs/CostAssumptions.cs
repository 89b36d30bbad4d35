namespace Twin.Cli.Costs;

internal static class CostAssumptions
{
    public const string EntriesPerPlaylist = "entriesPerPlaylist";
    public const string SpotifyRequestSeconds = "spotifyRequestSeconds";
}
