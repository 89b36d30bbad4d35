using System.Collections.Frozen;
using Twin.Aws.Athena;
using Twin.Aws.Budgets;
using Twin.Aws.CloudWatch;
using Twin.Aws.EventBridge;
using Twin.Aws.Lambda;
using Twin.Aws.S3;
using Twin.Aws.Sns;
using Twin.Aws.Sqs;
using Twin.Aws.Ssm;
using Twin.Aws.StepFunctions;

namespace Twin.Aws;

/// <summary>The services of AWS that the twin simulates, in the order in which they start. Work that is due is done
/// in the same order: S3's midnight comes before the alarms of the time that follows.</summary>
public static class AwsModules
{
    /// <summary>The modules, one on each line.</summary>
    public static readonly ImmutableArray<AwsModule> All =
    [
        new IamModule(),
        new KmsModule(),
        new S3Module(),
        new SsmModule(),
        new SnsModule(),
        new CloudWatchModule(),
        new BudgetsModule(),
        new EventBridgeModule(),
        new SqsModule(),
        new LambdaModule(),
        new GlueModule(),
        new AthenaModule(),
        new StepFunctionsModule(),
    ];

    /// <summary>The undocumented behaviours of all services on which the stack relies.</summary>
    public static readonly ImmutableArray<Assumption> Undocumented =
        [.. All.SelectMany(module => module.Undocumented)];

    private static readonly FrozenDictionary<string, ResourceKind> Kinds =
        All.SelectMany(module => module.Kinds).ToFrozenDictionary(kind => kind.Type);

    /// <summary>The kind of a type token; null if the twin does not run it.</summary>
    public static ResourceKind? KindOf(string type) => Kinds.GetValueOrDefault(type);
}
