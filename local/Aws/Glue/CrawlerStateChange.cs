using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Local.Aws.Glue;

/// <summary>
/// Glue's events about a crawler's runs
/// (https://docs.aws.amazon.com/glue/latest/dg/automating-awsglue-with-cloudwatch-events.html). The default bus gets
/// them without any configuration.
/// </summary>
/// <param name="AccountId">The account id, twelve digits.</param>
/// <param name="Region">For example <c>eu-central-1</c>.</param>
/// <param name="Crawler">The crawler's name.</param>
/// <param name="Time">The time of the change.</param>
internal sealed record CrawlerStateChange(string AccountId, string Region, string Crawler, DateTimeOffset Time)
{
    private string Stamp => Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The event of a crawl that has started.</summary>
    public JsonObject Started() => Of("Started", new JsonObject { ["startTime"] = Stamp });

    /// <summary>The event of a crawl that has succeeded.</summary>
    public JsonObject Succeeded(CrawlSummary crawl)
    {
        ArgumentNullException.ThrowIfNull(crawl);
        return Of("Succeeded", new JsonObject
        {
            ["tablesCreated"] = "0",
            ["tablesUpdated"] = "0",
            ["tablesDeleted"] = "0",
            ["partitionsCreated"] = Text(crawl.PartitionsAdded),
            ["partitionsUpdated"] = "0",
            ["partitionsDeleted"] = "0",
            ["warningMessage"] = "N/A",
            ["runningTime (sec)"] = "0",
            ["completionDate"] = Stamp,
        });
    }

    /// <summary>The event of a crawl that has failed.</summary>
    /// <param name="reason">The reason.</param>
    public JsonObject Failed(string reason) => Of("Failed", new JsonObject { ["errorMessage"] = reason });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private JsonObject Of(string state, JsonObject detail)
    {
        detail["accountId"] = AccountId;
        detail["crawlerName"] = Crawler;
        detail["cloudWatchLogLink"] = $"https://console.aws.amazon.com/cloudwatch/home?region={Region}"
            + $"#logEventViewer:group=/aws-glue/crawlers;stream={Crawler}";
        detail["state"] = state;
        detail["message"] = $"Crawler {state}";
        return new JsonObject
        {
            ["version"] = "0",
            ["id"] = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{Crawler} {state} {Stamp}")).AsSpan(0, 16))
                .ToString(),
            ["detail-type"] = "Glue Crawler State Change",
            ["source"] = "aws.glue",
            ["account"] = AccountId,
            ["time"] = Stamp,
            ["region"] = Region,
            ["resources"] = new JsonArray(),
            ["detail"] = detail,
        };
    }
}
