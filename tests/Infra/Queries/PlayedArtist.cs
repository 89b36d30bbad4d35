namespace Tests.Infra.Queries;

/// <summary>An artist as one file of a day has it.</summary>
/// <param name="IsListed">False for an artist of albums alone, who has no row in <c>artists</c>.</param>
internal sealed record PlayedArtist(string Id, string Name, bool IsListed = true)
{
    public string Url => $"https://open.spotify.com/artist/{Id}";
}
