using Twin.Aws.Sns;

namespace Twin.Aws.CloudWatch;

internal static class AlarmDeclarations
{
    private const string Principal = "cloudwatch.amazonaws.com";

    // The properties of other kinds of alarms; the twin's kind compares one metric with a fixed number.
    private static readonly ImmutableArray<(string Property, string What)> Others =
    [
        ("metricQueries", "metric math"),
        ("thresholdMetricId", "anomaly detection"),
        ("extendedStatistic", "percentiles"),
        ("evaluationCriteria", "PromQL"),
    ];

    public static ImmutableArray<AlarmDeclaration> ReadAll(
        DeclaredStack stack, PublishedMetrics published, Action<string> problems)
    {
        var alarms = ImmutableArray.CreateBuilder<AlarmDeclaration>();
        foreach (var declared in stack.OfType(CloudWatchResources.MetricAlarm))
        {
            var other = Others.FirstOrDefault(other => declared.Has(other.Property));
            if (other.Property is not null)
            {
                problems($"{declared.Title}: the twin cannot evaluate '{other.Property}' ({other.What}).");
                continue;
            }

            var alarm = Read(declared);
            if (alarms.Any(before => before.Name == alarm.Name))
            {
                throw new RunFailedException($"{declared.Title}: there are two alarms '{alarm.Name}'.");
            }

            if (!alarm.IsWholeMinutes)
            {
                problems($"{declared.Title}: the twin cannot evaluate a period below a minute (high resolution).");
                continue;
            }

            if (Unmeasured(alarm, stack, published) is { } reason)
            {
                problems($"{declared.Title} watches {alarm.Metric}, and would never see a value: {reason}");
                continue;
            }

            alarms.Add(alarm);
        }

        return alarms.ToImmutable();
    }

    public static IEnumerable<string> ProblemsOfActions(
        ImmutableArray<AlarmDeclaration> alarms, DeclaredStack stack, SnsService topics) =>
        from alarm in alarms
        from action in alarm.Actions.Values.SelectMany(actions => actions).Distinct()
        let problem = topics.Refusal(action, alarm, stack)
        where problem is not null
        group alarm.Name by (action, problem) into alike
        let others = alike.Count() - 1
        let more = others == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {others} more")
        select $"The alarm '{alike.First()}'{more} cannot notify {alike.Key.action}: {alike.Key.problem}";

    /// <summary>The reason why an alarm may not publish to a topic; null if it may.</summary>
    public static string? Refusal(
        this SnsService topics, string topicArn, AlarmDeclaration alarm, DeclaredStack stack) =>
        topics.Refusal(topicArn, Principal, new RequestContext()
            .With("aws:SourceArn", alarm.Arn)
            .With("aws:SourceAccount", stack.AccountId));

    private static string? Unmeasured(
        AlarmDeclaration alarm, DeclaredStack stack, PublishedMetrics published)
    {
        if (!PublishedMetrics.AreOf(alarm.Metric))
        {
            return null;
        }

        return published.Missing(alarm.Metric, stack)
            ?? (published.Measures(alarm.Metric) ? null : "the twin does not measure it.");
    }

    private static AlarmDeclaration Read(DeclaredResource declared)
    {
        var evaluationPeriods = Number(declared, "evaluationPeriods");
        var alarm = new AlarmDeclaration
        {
            Name = declared.PhysicalName,
            Arn = declared.Arn,
            Description = declared.OptionalText("alarmDescription"),
            Metric = MetricIdentity.Create(
                declared.Text("namespace"),
                declared.Text("metricName"),
                declared.Map("dimensions").Select(pair => (pair.Key, pair.Value))),
            Unit = declared.OptionalText("unit"),
            Statistic = OneOf<Statistic>(declared, "statistic", declared.Text("statistic")),
            Period = TimeSpan.FromSeconds(Number(declared, "period")),
            EvaluationPeriods = evaluationPeriods,
            DatapointsToAlarm = declared.Number("datapointsToAlarm") ?? evaluationPeriods,
            Threshold = declared.Fraction("threshold")
                ?? throw new RunFailedException($"{declared.Title} has no 'threshold'."),
            Comparison = OneOf<ThresholdComparison>(
                declared, "comparisonOperator", declared.Text("comparisonOperator")),
            MissingData = OneOf<MissingData>(
                declared, "treatMissingData", declared.OptionalText("treatMissingData") ?? nameof(MissingData.Missing)),
            WarmUp = declared.Number("warmUpConfiguration.warmUpPeriodDurationInMinutes") is { } minutes
                ? TimeSpan.FromMinutes(minutes)
                : null,
            WarmsUpToTheEnd = declared.Flag("warmUpConfiguration.onlyStartEvaluatingAfterWarmUpPeriodEnds"),
            ActionsEnabled = !declared.Has("actionsEnabled") || declared.Flag("actionsEnabled"),
            Actions = ImmutableDictionary<AlarmState, ImmutableArray<string>>.Empty
                .Add(AlarmState.Alarm, declared.Texts("alarmActions"))
                .Add(AlarmState.Ok, declared.Texts("okActions"))
                .Add(AlarmState.InsufficientData, declared.Texts("insufficientDataActions")),
        };

        return alarm.Refusal() is { } refusal
            ? throw new RunFailedException($"{declared.Title}: CloudWatch refuses {refusal}.")
            : alarm;
    }

    private static int Number(DeclaredResource declared, string property) => declared.Number(property)
        ?? throw new RunFailedException($"{declared.Title} has no '{property}'.");

    // CloudWatch's values have the names of the enum's members, except that those of treatMissingData begin with a
    // small letter.
    private static T OneOf<T>(DeclaredResource declared, string property, string text)
        where T : struct, Enum
    {
        var name = property == "treatMissingData" && text.Length > 0
            ? char.ToUpperInvariant(text[0]) + text[1..]
            : text;
        return Enum.GetNames<T>().Contains(name, StringComparer.Ordinal)
            ? Enum.Parse<T>(name)
            : throw new RunFailedException(
                $"{declared.Title}: the {property} '{text}' is none of {string.Join(", ", Enum.GetNames<T>())}.");
    }
}
