using System.Collections.Immutable;
using System.Globalization;
using Local.Aws.Declaration;

namespace Local.Cli.Graph;

/// <summary>What a person wants to know of a resource at a glance: how it is kept, guarded, bounded.</summary>
internal static class Facts
{
    /// <summary>A few words each; empty where the name says all.</summary>
    public static ImmutableArray<string> Of(DeclaredStack stack, DeclaredResource resource) =>
    [
        .. (resource.Type switch
        {
            ResourceTypes.Bucket => OfBucket(stack, resource),
            ResourceTypes.Function => OfFunction(resource),
            ResourceTypes.LogGroup => [Days(resource.Number("retentionInDays"))],
            ResourceTypes.Queue => [Days(resource.Number("messageRetentionSeconds") / 86_400)],
            ResourceTypes.Parameter => [resource.Text("type")],
            ResourceTypes.Key => [resource.Flag("enableKeyRotation") ? "rotated" : null],
            ResourceTypes.MetricAlarm => [OfAlarm(resource)],
            ResourceTypes.Workgroup => [resource.OptionalText("configuration.engineVersion.selectedEngineVersion")],
            ResourceTypes.Budget => [$"{resource.OptionalText("limitAmount")} {resource.OptionalText("limitUnit")}"],
            _ => (IEnumerable<string?>)[],
        }).Append(resource.Protect ? "protected" : null).OfType<string>(),
    ];

    private static IEnumerable<string?> OfBucket(DeclaredStack stack, DeclaredResource bucket)
    {
        DeclaredResource? Its(string type) =>
            stack.OfType(type).FirstOrDefault(found => found.Text("bucket") == bucket.Text("bucket"));

        var encryption = Its(ResourceTypes.BucketEncryption)?.Parts("rules").FirstOrDefault()
            ?.OptionalText("applyServerSideEncryptionByDefault.sseAlgorithm");
        return
        [
            Its(ResourceTypes.BucketPublicAccessBlock) is null ? null : "private",
            encryption switch { null => null, "AES256" => "SSE-S3", _ => "SSE-KMS" },
            Its(ResourceTypes.BucketPolicy) is null ? null : "guarded",
            Its(ResourceTypes.BucketVersioning) is null ? null : "versioned",
            .. Its(ResourceTypes.BucketLifecycle)?.Parts("rules").Select(rule => rule.OptionalText("id")) ?? [],
        ];
    }

    private static IEnumerable<string?> OfFunction(DeclaredResource function) =>
    [
        function.OptionalText("runtime"),
        string.Join(' ', function.Texts("architectures")),
        Number(function.Number("memorySize"), "MB"),
        Number(function.Number("timeout"), "s"),
        function.Number("reservedConcurrentExecutions") is { } concurrency
            ? string.Create(CultureInfo.InvariantCulture, $"{concurrency} at a time")
            : null,
    ];

    private static string OfAlarm(DeclaredResource alarm)
    {
        var comparison = alarm.OptionalText("comparisonOperator") switch
        {
            "GreaterThanOrEqualToThreshold" => "≥",
            "GreaterThanThreshold" => ">",
            "LessThanThreshold" => "<",
            "LessThanOrEqualToThreshold" => "≤",
            var other => other,
        };
        var minutes = alarm.Number("period") * alarm.Number("evaluationPeriods") / 60;
        var time = minutes % 60 == 0 ? Number(minutes / 60, "h") : Number(minutes, "min");
        return $"{alarm.OptionalText("metricName")} {comparison} {Number(alarm.Number("threshold"), "in")} {time}";
    }

    private static string? Days(int? days) => Number(days, "days");

    private static string? Number(int? number, string unit) =>
        number is null ? null : string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");
}
