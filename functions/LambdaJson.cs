using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;
using Functions.Extract;
using Functions.Forget;
using Functions.Publish;
using Functions.Repair;
using Functions.Transform;

[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<Functions.LambdaJson>))]

namespace Functions;

/// <summary>The events and the reports of the functions, serialized without reflection.</summary>
[JsonSerializable(typeof(ScheduledEvent))]
[JsonSerializable(typeof(ExtractReport))]
[JsonSerializable(typeof(S3Event))]
[JsonSerializable(typeof(TransformReport))]
[JsonSerializable(typeof(RepairEvent))]
[JsonSerializable(typeof(RepairReport))]
[JsonSerializable(typeof(PublicationEvent))]
[JsonSerializable(typeof(PublicationReport))]
[JsonSerializable(typeof(ForgetEvent))]
[JsonSerializable(typeof(ForgetReport))]
internal sealed partial class LambdaJson : JsonSerializerContext;
