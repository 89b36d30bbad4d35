using System.Collections.Frozen;
using System.Collections.Immutable;
using Local.Aws.Athena;
using Local.Aws.Budgets;
using Local.Aws.CloudWatch;
using Local.Aws.Declaration;
using Local.Aws.EventBridge;
using Local.Aws.Glue;
using Local.Aws.Hosting;
using Local.Aws.Iam;
using Local.Aws.Kms;
using Local.Aws.Lambda;
using Local.Aws.S3;
using Local.Aws.Sns;
using Local.Aws.Sqs;
using Local.Aws.Ssm;
using Local.Aws.StepFunctions;

namespace Local.Aws;

/// <summary>
/// The services of AWS that the twin simulates, in the order in which they start. Work that is due is done in the same
/// order: S3's midnight comes before the alarms of the time that follows.
/// </summary>
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

    private static readonly FrozenDictionary<string, ResourceKind> Kinds =
        All.SelectMany(module => module.Kinds).ToFrozenDictionary(kind => kind.Type);

    /// <summary>The kind of a type token; null if the twin does not run it.</summary>
    public static ResourceKind? KindOf(string type) => Kinds.GetValueOrDefault(type);
}
