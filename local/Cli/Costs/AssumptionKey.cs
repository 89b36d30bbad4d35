namespace Local.Cli.Costs;

/// <summary>The assumptions' keys in <c>prices.json</c>, which says what each is.</summary>
internal static class AssumptionKey
{
    public const string DaysPerMonth = "daysPerMonth";
    public const string EntriesPerPlaylist = "entriesPerPlaylist";
    public const string SpotifyRequestSeconds = "spotifyRequestSeconds";
    public const string AwsRequestSeconds = "awsRequestSeconds";
    public const string InvocationSeconds = "invocationSeconds";
    public const string ColdStartSeconds = "coldStartSeconds";
    public const string AlarmChangesPerMonth = "alarmChangesPerMonth";
    public const string LogLineBytes = "logLineBytes";
    public const string LogCompression = "logCompression";
    public const string CrawlerDpus = "crawlerDpus";
    public const string CrawlSeconds = "crawlSeconds";
    public const string CrawlMinimumSeconds = "crawlMinimumSeconds";
    public const string AthenaMinimumMegabytes = "athenaMinimumMegabytes";
    public const string AthenaResultObjects = "athenaResultObjects";
}
