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

namespace Local.Aws;

/// <summary>
/// The services of AWS that the twin has, in the order in which they start, and in which what is due by the clock is
/// carried out: S3's midnight comes before the alarms of the time behind it.
/// </summary>
public static class AwsModules
{
    /// <summary>One line each.</summary>
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
    ];

    private static readonly FrozenDictionary<string, ResourceKind> Kinds =
        All.SelectMany(module => module.Kinds).ToFrozenDictionary(kind => kind.Type);

    /// <summary>The kind of a type token; null where the twin does not run it.</summary>
    public static ResourceKind? KindOf(string type) => Kinds.GetValueOrDefault(type);
}
