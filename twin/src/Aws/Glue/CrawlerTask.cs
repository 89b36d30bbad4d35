using Twin.Aws.StepFunctions;

namespace Twin.Aws.Glue;

/// <summary>Tasks of state machines that start crawlers and look at them, through the AWS SDK integration.</summary>
internal sealed class CrawlerTask(DeclaredStack stack, AccessControl access, GlueService glue) : ITaskIntegration
{
    public const string Start = "arn:aws:states:::aws-sdk:glue:startCrawler";
    public const string Get = "arn:aws:states:::aws-sdk:glue:getCrawler";
    public const string Name = "Name";
    private const string Running = "RUNNING";
    private const string Ready = "READY";

    public TaskFields? FieldsOf(string resource) => resource is Start or Get ? new TaskFields([Name], []) : null;

    public Task<JsonNode?> RunAsync(
        string resource, JsonObject parameters, Caller caller, CancellationToken cancellationToken)
    {
        var name = parameters.Text(Name);
        var crawler = stack.Named(GlueResources.Crawler, name)
            ?? throw new StateTaskException("Glue.EntityNotFoundException", $"Crawler {name} not found.");
        var action = resource == Start ? "glue:StartCrawler" : "glue:GetCrawler";
        if (access.Authorize(caller, action, crawler.Arn) is { IsAllowed: false } refused)
        {
            throw new StateTaskException("Glue.AccessDeniedException", refused.Message);
        }

        if (resource == Get)
        {
            return Task.FromResult<JsonNode?>(new JsonObject { ["Crawler"] = Describe(crawler) });
        }

        return glue.StartCrawler(crawler, $"{caller.SessionName} asks for it")
            ? Task.FromResult<JsonNode?>(new JsonObject())
            : throw new StateTaskException(
                "Glue.CrawlerRunningException", $"Crawler with name {name} has already started");
    }

    private JsonObject Describe(DeclaredResource crawler)
    {
        var described = new JsonObject
        {
            ["Name"] = crawler.PhysicalName,
            ["DatabaseName"] = crawler.Text("databaseName"),
            ["Role"] = crawler.Text("role"),
            ["State"] = glue.IsRunning(crawler) ? Running : Ready,
        };
        if (glue.LastCrawlOf(crawler) is { } last)
        {
            described["LastCrawl"] = new JsonObject
            {
                ["Status"] = last.Error is null ? "SUCCEEDED" : "FAILED",
                ["StartTime"] = last.StartedAt.UtcDateTime.ToString("O"),
            };
            if (last.Error is { } error)
            {
                described["LastCrawl"]!["ErrorMessage"] = error;
            }
        }

        return described;
    }
}
