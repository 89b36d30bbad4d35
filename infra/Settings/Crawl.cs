namespace Infra.Settings;

/// <summary>The occasions on which the crawler registers the tables' partitions.</summary>
/// <param name="Schedule">The crawler's own schedule, a cron expression; null if it has none.</param>
/// <param name="IsWithPublication">True if each publication starts the crawler.</param>
public sealed record Crawl(string? Schedule, bool IsWithPublication)
{
    /// <summary>Each publication starts the crawler.</summary>
    public static Crawl WithPublication { get; } = new(null, IsWithPublication: true);

    /// <summary>There is no crawler.</summary>
    public static Crawl Never { get; } = new(null, IsWithPublication: false);

    /// <summary>True if there is a crawler.</summary>
    public bool HasCrawler => IsWithPublication || Schedule is not null;
}
