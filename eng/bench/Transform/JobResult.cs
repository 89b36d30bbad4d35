using System.Text.Json.Serialization;

namespace Bench.Transform;

/// <summary>What a process says of the one job that it did.</summary>
/// <param name="ProcessorSeconds">The time of all its processors, from its start.</param>
/// <param name="AllocatedBytes">What the job allocated of the garbage collector.</param>
/// <param name="PeakBytes">The most memory that the process has held.</param>
/// <param name="Rows">Of the tables by their names, without the headers; empty where the job makes none.</param>
internal sealed record JobResult(
    double ProcessorSeconds, long AllocatedBytes, long PeakBytes, IReadOnlyDictionary<string, long> Rows);

[JsonSerializable(typeof(JobResult))]
internal sealed partial class JobJson : JsonSerializerContext;
