using System.Reflection;
using Pulumi;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Lambda;

using Athena = Pulumi.Aws.Athena;
using AwsSsm = Pulumi.Aws.Ssm;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Glue = Pulumi.Aws.Glue;
using Kms = Pulumi.Aws.Kms;
using S3 = Pulumi.Aws.S3;
using Sns = Pulumi.Aws.Sns;
using Sqs = Pulumi.Aws.Sqs;

namespace Eng.Tests.StandIns.PulumiAws;

/// <summary>The arguments of AWS's resources; the source is the provider's schema 7.48.0.</summary>
public sealed class ArgumentTests
{
    [Theory]
    [InlineData(typeof(RoleArgs), "assumeRolePolicy")]
    [InlineData(typeof(RolePolicyArgs), "policy role")]
    [InlineData(typeof(FunctionArgs), "role")]
    [InlineData(typeof(PermissionArgs), "action function principal")]
    [InlineData(typeof(FunctionEventInvokeConfigArgs), "functionName")]
    [InlineData(typeof(CloudWatch.EventRuleArgs), "")]
    [InlineData(typeof(CloudWatch.EventTargetArgs), "arn rule")]
    [InlineData(typeof(CloudWatch.LogGroupArgs), "")]
    [InlineData(typeof(CloudWatch.DashboardArgs), "dashboardBody dashboardName")]
    [InlineData(typeof(Glue.CatalogDatabaseArgs), "")]
    [InlineData(typeof(Glue.CatalogTableArgs), "databaseName")]
    [InlineData(typeof(Glue.CrawlerArgs), "databaseName role")]
    [InlineData(typeof(Athena.NamedQueryArgs), "database query")]
    [InlineData(typeof(Athena.WorkgroupArgs), "")]
    [InlineData(typeof(S3.BucketArgs), "")]
    [InlineData(typeof(S3.BucketVersioningArgs), "bucket versioningConfiguration")]
    [InlineData(typeof(S3.BucketServerSideEncryptionConfigurationArgs), "bucket rules")]
    [InlineData(typeof(S3.BucketLifecycleConfigurationArgs), "bucket")]
    [InlineData(typeof(S3.BucketNotificationArgs), "bucket")]
    [InlineData(typeof(S3.BucketOwnershipControlsArgs), "bucket rule")]
    [InlineData(typeof(S3.BucketPublicAccessBlockArgs), "bucket")]
    [InlineData(typeof(S3.BucketPolicyArgs), "bucket policy")]
    [InlineData(typeof(Sqs.QueueArgs), "")]
    [InlineData(typeof(Sqs.QueuePolicyArgs), "policy queueUrl")]
    [InlineData(typeof(Sns.TopicSubscriptionArgs), "endpoint protocol topic")]
    [InlineData(typeof(AwsSsm.ParameterArgs), "type")]
    [InlineData(typeof(Kms.KeyArgs), "")]
    public void A_resource_requires_exactly_the_arguments_that_the_provider_requires(Type arguments, string required)
    {
        Assert.Equal(required, string.Join(' ', RequiredNames(arguments).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_property_with_the_name_of_its_class_is_renamed()
    {
        var attribute = typeof(S3.BucketArgs).GetProperty(nameof(S3.BucketArgs.BucketName))!.CustomAttributes
            .Single(a => a.AttributeType == typeof(InputAttribute));

        Assert.Equal("bucket", attribute.ConstructorArguments[0].Value);
    }

    // Lists and maps carry the attribute on a private field.
    private static IEnumerable<string> RequiredNames(Type arguments) =>
        arguments.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .SelectMany(member => member.CustomAttributes)
            .Where(a => a.AttributeType == typeof(InputAttribute) && (bool)a.ConstructorArguments[1].Value!)
            .Select(a => (string)a.ConstructorArguments[0].Value!);
}
