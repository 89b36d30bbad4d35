namespace Twin.Aws.Glue;

/// <summary>The last crawl of a crawler.</summary>
/// <param name="StartedAt">The time of its start.</param>
/// <param name="Error">The reason why it failed; null if it succeeded.</param>
internal sealed record LastCrawl(DateTimeOffset StartedAt, string? Error);
