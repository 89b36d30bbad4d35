using System.Text.Json.Serialization;

namespace Bench.Transform;

/// <summary>The figures that a process prints about its job.</summary>
/// <param name="ProcessorSeconds">The time of all processors, from the start of the process.</param>
/// <param name="AllocatedBytes">The bytes that the job allocated on the managed heap.</param>
/// <param name="PeakBytes">The peak of the process's memory.</param>
/// <param name="Rows">The number of rows by table, without headers; empty where the job makes no table.</param>
internal sealed record JobResult(
    double ProcessorSeconds, long AllocatedBytes, long PeakBytes, IReadOnlyDictionary<string, long> Rows);

[JsonSerializable(typeof(JobResult))]
internal sealed partial class JobJson : JsonSerializerContext;
