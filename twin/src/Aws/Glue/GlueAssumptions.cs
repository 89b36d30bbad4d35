namespace Twin.Aws.Glue;

/// <summary>The keys of the assumptions about crawls.</summary>
internal static class GlueAssumptions
{
    public const string CrawlerDpus = "crawlerDpus";
    public const string CrawlSeconds = "crawlSeconds";
    public const string CrawlMinimumSeconds = "crawlMinimumSeconds";
}
