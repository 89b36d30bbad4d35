using Infra.Settings;

namespace Tests.Infra;

/// <summary>The way from a request to its publication, and the states of the publication.</summary>
public sealed class PublicationTests
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_request_in_the_raw_bucket_starts_the_publication_with_its_key(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var target = Assert.Single(
            stack.OfType(ResourceTypes.EventTarget), found => found.Has("deadLetterConfig"));
        var rule = Assert.Single(
            stack.OfType(ResourceTypes.EventRule), found => found.PhysicalName == target.Text("rule"));

        // As in https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
        Assert.True(JsonElement.DeepEquals(
            JsonElement.Parse($$"""
                {
                  "source": ["aws.s3"],
                  "detail-type": ["Object Created"],
                  "detail": {
                    "bucket": { "name": ["spotify-{{stackName}}-raw"] },
                    "object": { "key": [{ "wildcard": "publications/*.json" }] }
                  }
                }
                """),
            JsonElement.Parse(rule.Text("eventPattern"))));
        Assert.Contains(
            stack.OfType(ResourceTypes.BucketNotification),
            found => found.Text("bucket") == $"spotify-{stackName}-raw" && found.Flag("eventbridge"));
        Assert.Equal(Assert.Single(stack.OfType(ResourceTypes.Queue)).Arn, target.Text("deadLetterConfig.arn"));
        Assert.Contains(Assert.Single(stack.OfType(ResourceTypes.QueuePolicy)).Title, target.DependsOn);
        Assert.Equal(Machine(stack, stackName).Arn, target.Text("arn"));
        Assert.Equal("""{"request":<key>}""", target.Text("inputTransformer.inputTemplate"));
        Assert.Equal("$.detail.object.key", target.Map("inputTransformer.inputPaths")["key"]);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_states_are_in_the_order_in_which_they_follow_each_other(string stackName)
    {
        var states = StatesOf(Machine(await Stacks.Load(stackName), stackName));
        string[] spark = stackName == "weekly"
            ? ["Decide on the tables", "Make the tables", "Judge the tables"]
            : [];

        Assert.Equal(
            [
                "Plan the publication", "Decide what comes next", .. spark, "Wait for the tables", "Nothing is due",
                "Register the partitions", "For each month", "For each year of plays", "Decide on the upkeep",
            ],
            states.Keys.Take(8 + spark.Length));
        Assert.Equal(
            [
                "Plan what is due by now", "Decide whether to publish more", "Release the lease",
                "Judge the publication", "The publication failed", "Something needs attention", "Published",
            ],
            states.Keys.TakeLast(7));
        Assert.Equal(
            [.. StatementFile.Merges.Select(statement => statement.State), "Record the month"],
            MonthOf(states).Keys);
        Assert.Equal(["Merge play history", "Record the year"], YearOf(states).Keys);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task After_the_quality_queries_an_execution_begins_again_with_what_became_due(string stackName)
    {
        var states = StatesOf(Machine(await Stacks.Load(stackName), stackName));
        var choice = states["Decide whether to publish more"];

        Assert.Equal("Decide whether to publish more", Next("Plan what is due by now"));
        Assert.False(Payload("Plan what is due by now").TryGetProperty("request.$", out _), "no tables are awaited");
        Assert.Equal(
            "Plan what is due by now",
            Next(states.Last(state => state.Value.GetProperty("Type").GetString() == "Pass").Key));
        Assert.Equal(
            ["Register the partitions"],
            choice.GetProperty("Choices").EnumerateArray().Select(found => found.GetProperty("Next").GetString()));
        Assert.Equal("Release the lease", choice.GetProperty("Default").GetString());

        string? Next(string name) => states[name].GetProperty("Next").GetString();
        JsonElement Payload(string name) => states[name].GetProperty("Parameters").GetProperty("Payload");
    }

    [Fact]
    public async Task Spark_makes_what_lacks_tables_once_and_a_failed_run_needs_attention()
    {
        var states = StatesOf(Machine(await Stacks.Load("weekly"), "weekly"));
        var make = states["Make the tables"];
        string[] ChoicesOf(string name) =>
        [
            .. states[name].GetProperty("Choices").EnumerateArray()
                .Select(choice => $"{choice.GetProperty("Variable")} > {choice.GetProperty("Next")}"),
            $"> {states[name].GetProperty("Default")}",
        ];

        Assert.Equal(
            [
                "$.plan.next > Decide on the tables", "$.plan.next > Register the partitions",
                "$.plan.next > Let the last version grow old", "> Judge the tables",
            ],
            ChoicesOf("Decide what comes next"));
        Assert.Equal(
            [
                "$.plan.from > Wait for the tables", "$.made > Wait for the tables",
                "$.findings.tables > Wait for the tables", "> Make the tables",
            ],
            ChoicesOf("Decide on the tables"));
        Assert.Equal(
            ["$.findings.tables > Something needs attention", "> Nothing is due"], ChoicesOf("Judge the tables"));
        Assert.Equal(
            ("$.made", "$.findings.tables", "Plan the publication", "Plan the publication"),
            (make.GetProperty("ResultPath").GetString(), LastCatch(make).GetProperty("ResultPath").GetString(),
                make.GetProperty("Next").GetString(), LastCatch(make).GetProperty("Next").GetString()));
        Assert.Equal(
            "$.plan.from", make.GetProperty("Parameters").GetProperty("Arguments").GetProperty("--from.$").GetString());
        // Glue ends a run, and a start waits until another run is over.
        var job = Assert.Single((await Stacks.Load("weekly")).OfType(ResourceTypes.Job));
        Assert.True(make.GetProperty("TimeoutSeconds").GetInt32() > 60 * job.Number("timeout"));
        var wait = make.GetProperty("Retry")[1];
        Assert.True(wait.GetProperty("MaxAttempts").GetInt32() * wait.GetProperty("MaxDelaySeconds").GetInt32()
            > make.GetProperty("TimeoutSeconds").GetInt32());
    }

    [Fact]
    public async Task Each_merge_gets_the_days_of_its_month_wherever_its_statement_names_them()
    {
        var states = StatesOf(Machine(await Stacks.Load("dev"), "dev"));

        Assert.All([.. StatementFile.Merges, StatementFile.MergeOfPlays], statement =>
        {
            var (each, steps, part) = statement == StatementFile.MergeOfPlays
                ? ("For each year of plays", YearOf(states), "$.year.")
                : ("For each month", MonthOf(states), "$.part.");
            var text = states[each].GetProperty("ItemSelector").GetProperty("sql").GetProperty(statement.Name);
            var pieces = text.GetString()!.Split("{}");
            var expression = steps[statement.State].GetProperty("Parameters").GetProperty("QueryString.$").GetString()!;
            var arguments = expression["States.Format(".Length..^1].Split(", ");

            Assert.Equal($"$.sql.{statement.Name}", arguments[0]);
            Assert.Equal(
                statement.Sql,
                pieces[0] + string.Concat(arguments[1..].Zip(
                    pieces[1..], (path, piece) => path.Replace(part, "$", StringComparison.Ordinal) + piece)));
            // They would have to be escaped.
            Assert.DoesNotContain(statement.Sql, character => character is '{' or '}' or '\\');
        });
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_failure_after_the_plan_leads_to_the_release_of_the_lease(string stackName)
    {
        var states = StatesOf(Machine(await Stacks.Load(stackName), stackName));
        var upkeep = StatementFile.Upkeep(default).Select(statement => statement.State).ToList();

        Assert.All(
            states.Where(state => state.Value.GetProperty("Type").GetString() is "Task" or "Map"
                && state.Key is not ("Make the tables" or "Register the partitions" or "Release the lease")
                && !upkeep.Contains(state.Key)),
            state => Assert.Equal("Release the lease", LastCatch(state.Value).GetProperty("Next").GetString()));
        // Partitions that cannot be registered do not stop the tables, unless another execution publishes them.
        var register = states["Register the partitions"].GetProperty("Catch").EnumerateArray().Select(rule =>
            (rule.GetProperty("ErrorEquals")[0].GetString(), rule.GetProperty("Next").GetString()));
        Assert.Equal([("LeaseLostException", "Release the lease"), ("States.ALL", "For each month")], register);
        Assert.All(
            upkeep,
            name => Assert.StartsWith(
                "Ask for ", LastCatch(states[name]).GetProperty("Next").GetString(), StringComparison.Ordinal));
        Assert.Equal(
            ("PublicationFailed", "States.JsonToString($.failure)"),
            (states["The publication failed"].GetProperty("Error").GetString(),
                states["The publication failed"].GetProperty("CausePath").GetString()));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_lease_is_longer_than_all_attempts_of_a_month_together(string stackName)
    {
        var states = StatesOf(Machine(await Stacks.Load(stackName), stackName));
        var lease = states["Plan the publication"].GetProperty("Parameters").GetProperty("Payload")
            .GetProperty("lease_seconds").GetInt32();

        Assert.InRange(
            MonthOf(states).Values.Sum(Longest)
                + (Tables.All.Length * Longest(TableOf(states)["Create the partitions"])),
            60 * 60,
            lease);
        Assert.InRange(YearOf(states).Values.Sum(Longest), 60 * 30, lease);
        // An upkeep that fails does not renew it.
        Assert.InRange(
            StatementFile.Upkeep(default).Sum(statement => Longest(states[statement.State]))
                + states.Where(state => state.Key.StartsWith("Ask for", StringComparison.Ordinal))
                    .Sum(state => Longest(state.Value)),
            60 * 60,
            lease);

        static int Longest(JsonElement task) => task.GetProperty("TimeoutSeconds").GetInt32()
            * (1 + task.GetProperty("Retry").EnumerateArray().Max(rule => rule.GetProperty("MaxAttempts").GetInt32()));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_history_of_ten_years_fits_into_one_execution(string stackName)
    {
        // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
        const int MaxEvents = 25_000;
        const int Months = 24;
        var machine = JsonElement.Parse(Machine(await Stacks.Load(stackName), stackName).Text("definition"));

        Assert.InRange(5 * Events(machine), MaxEvents / 2, MaxEvents);

        // Entered and exited; a task also scheduled, started, submitted and ended; a map and each iteration started and
        // ended.
        static int Events(JsonElement machine) => StatesOf(machine).Values.Sum(state =>
            state.GetProperty("Type").GetString() switch
            {
                "Task" when state.GetProperty("Resource").GetString()!.EndsWith(".sync", StringComparison.Ordinal) => 6,
                "Task" => 5,
                "Map" => 4 + (Iterations(state) * (2 + Events(state.GetProperty("ItemProcessor")))),
                _ => 2,
            });

        static int Iterations(JsonElement map) =>
            map.GetProperty("ItemsPath").GetString() == "$.list.tables" ? Tables.All.Length : Months;
    }

    [Theory]
    [InlineData("weekly", "cron(0 8 ? * SUN *)")]
    [InlineData("cron(0 8 * * ? *)", "cron(0 8 * * ? *)")]
    [InlineData("never", null)]
    public async Task The_crawler_runs_on_a_schedule_of_its_own(string crawl, string? schedule) => Assert.Equal(
        schedule,
        (await LoadAsync(crawl)).OfType(ResourceTypes.Crawler).SingleOrDefault()?.Text("schedule"));

    [Theory]
    [InlineData("always")]
    [InlineData("rate(1 day)")]
    public async Task Another_value_of_crawl_is_refused(string crawl)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => LoadAsync(crawl));

        Assert.Contains(
            $"crawl is '{crawl}'. It accepts weekly, never, or a schedule in UTC like cron(0 8 * * ? *).",
            refused.Message,
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Only_the_publication_writes_the_rows_of_the_analytics_tables(string stackName)
    {
        var stack = await Stacks.Load(stackName);
        var bucket = Assert.Single(
            stack.OfType(ResourceTypes.Bucket), found => found.PhysicalName == $"spotify-{stackName}-processed");
        var denials = PolicyDocument.Parse(
            Assert.Single(stack.OfType(ResourceTypes.BucketPolicy), policy =>
                policy.Text("bucket") == bucket.PhysicalName)
                .Text("policy")).Statements.Where(statement => !statement.Allows).ToList();
        var publisher = Machine(stack, stackName).Text("roleArn");
        var data = $"{bucket.Arn}/{AnalyticsTables.All[0].DataPrefix}a.parquet";

        Assert.All((string[])["s3:PutObject", "s3:DeleteObject"], action =>
        {
            Assert.False(Denies(action, publisher), action);
            Assert.All(
                stack.OfType(ResourceTypes.Role).Select(role => role.Arn).Where(role => role != publisher)
                    .Append($"arn:aws:iam::{stack.AccountId}:role/administrator"),
                role => Assert.True(Denies(action, role), $"{action} by {role}"));
        });

        bool Denies(string action, string role) => denials.Exists(denial => denial.Covers(
            action,
            data,
            new RequestContext().With("aws:PrincipalArn", role).With("aws:SecureTransport", "true")
                .With("aws:PrincipalAccount", stack.AccountId)));
    }

    private static Task<DeclaredStack> LoadAsync(string crawl) => StackLoader.LoadAsync(
        StackConfiguration.Read(PulumiProject.Folder, "dev")
            .WithSecrets(Stacks.ClientSecret, Stacks.RefreshToken)
            .With([KeyValuePair.Create(KnownSettings.Crawl.Key, crawl)]));

    private static DeclaredResource Machine(DeclaredStack stack, string stackName) => Assert.Single(
        stack.OfType(ResourceTypes.StateMachine), found => found.PhysicalName == $"spotify-{stackName}-publish");

    private static OrderedDictionary<string, JsonElement> StatesOf(DeclaredResource machine) =>
        StatesOf(JsonElement.Parse(machine.Text("definition")));

    private static OrderedDictionary<string, JsonElement> MonthOf(OrderedDictionary<string, JsonElement> states) =>
        StatesOf(states["For each month"].GetProperty("ItemProcessor"));

    private static OrderedDictionary<string, JsonElement> TableOf(OrderedDictionary<string, JsonElement> states) =>
        StatesOf(StatesOf(states["Register the partitions"].GetProperty("ItemProcessor"))["For each table"]
            .GetProperty("ItemProcessor"));

    private static OrderedDictionary<string, JsonElement> YearOf(OrderedDictionary<string, JsonElement> states) =>
        StatesOf(states["For each year of plays"].GetProperty("ItemProcessor"));

    private static OrderedDictionary<string, JsonElement> StatesOf(JsonElement machine) => new(
        machine.GetProperty("States").EnumerateObject().Select(state => KeyValuePair.Create(state.Name, state.Value)));

    private static JsonElement LastCatch(JsonElement state) => state.GetProperty("Catch").EnumerateArray().Last();
}
