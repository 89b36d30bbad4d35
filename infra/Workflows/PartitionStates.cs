using System.Text.Json.Nodes;
using Functions.Publish;
using Infra.Workflows.States;

namespace Infra.Workflows;

/// <summary>The states that register the partitions of a part's days, table by table, for engines without partition
/// projection. Athena needs none, so a failure does not stop the publication.</summary>
internal static class PartitionStates
{
    private const string List = "List the partitions";
    private const string EachTable = "For each table";
    private const string Create = "Create the partitions";
    private const string Judge = "Judge the partitions";
    private const string Refused = "A partition was refused";
    private const string Registered = "Registered";

    private const string ListPath = "$.list";
    private const string TablePath = "$.table";
    private const string FirstError = "$.Errors[0]";
    private const string FirstCode = $"{FirstError}.ErrorDetail.ErrorCode";

    /// <summary>The longest time that the tables of a part can take.</summary>
    public static TimeSpan MaxDuration => Tables.All.Length * CreateState("").MaxDuration;

    /// <summary>The states for one part.</summary>
    /// <param name="list">The task that lists the part's partitions.</param>
    public static ItemProcessor For(TaskState list, string database) => new(
        List,
        new StateSequence()
            .Add(List, list with
            {
                ResultSelector = new JsonObject { ["tables.$"] = "$.Payload.partitions" },
                ResultPath = ResultPlace.At(ListPath),
                Next = EachTable,
            })
            .Add(EachTable, new MapState
            {
                ItemsPath = $"{ListPath}.tables",
                MaxConcurrency = 1,
                ItemSelector = new JsonObject { [$"{TablePath[2..]}.$"] = "$$.Map.Item.Value" },
                ItemProcessor = new ItemProcessor(Create, OfTable(database)),
                ResultPath = ResultPlace.Nowhere,
                End = true,
            })
            .States);

    // A partition that exists is an error too. What a call cannot create mostly has one reason, so the first tells.
    // Assumption: partition-errors.
    private static OrderedDictionary<string, WorkflowState> OfTable(string database) => new StateSequence()
        .Add(Create, CreateState(database))
        .Add(Judge, new ChoiceState
        {
            Choices =
            [
                Condition.Every(Condition.Has(FirstCode), Condition.Is(FirstCode, "AlreadyExistsException"))
                    .Then(Registered),
                Condition.Has(FirstError).Then(Refused),
            ],
            Default = Registered,
        })
        .Add(Refused, new FailState { Error = "PartitionRefused", CausePath = Intrinsic.Text(FirstError) })
        .Add(Registered, new SucceedState())
        .States;

    private static TaskState CreateState(string database) => new()
    {
        Resource = ServiceCall.CreatePartitions,
        Parameters = new JsonObject
        {
            ["DatabaseName"] = database,
            ["TableName.$"] = $"{TablePath}.table",
            ["PartitionInputList.$"] = $"{TablePath}.partitions",
        },
        TimeoutSeconds = 60,
        Retry = [RetryRule.Always(intervalSeconds: 10, maxAttempts: 3)],
        Next = Judge,
    };
}
