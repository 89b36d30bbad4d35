using Pulumi;
using Pulumi.Aws;

namespace Eng.Tests.StandIns.PulumiAws;

/// <summary>The provider's functions that return the account, the region and the partition.</summary>
[Collection(PulumiDeployments.Name)]
public sealed class FunctionTests
{
    private static Dictionary<string, object> Answer { get; } = new()
    {
        ["accountId"] = "123456789012",
        ["arn"] = "arn:aws:iam::123456789012:user/me",
        ["description"] = "Europe (Frankfurt)",
        ["dnsSuffix"] = "amazonaws.com",
        ["endpoint"] = "ec2.eu-central-1.amazonaws.com",
        ["id"] = "an-id",
        ["name"] = "eu-central-1",
        ["partition"] = "aws",
        ["region"] = "eu-central-1",
        ["reverseDnsPrefix"] = "com.amazonaws",
        ["userId"] = "AIDA",
    };

    [Fact]
    public async Task The_account_is_requested_by_the_provider_s_token()
    {
        Output<GetCallerIdentityResult>? identity = null;
        var mocks = await Deployments.RunAsync(() => identity = GetCallerIdentity.Invoke(), Mocks());

        Assert.Equal("aws:index/getCallerIdentity:getCallerIdentity", Assert.Single(mocks.Calls).Token);
        Assert.Equal("123456789012", (await OutputUtilities.GetValueAsync(identity!)).AccountId);
    }

    [Fact]
    public async Task The_region_and_the_partition_are_requested_by_the_provider_s_tokens()
    {
        Output<string>? both = null;
        var mocks = await Deployments.RunAsync(
            () =>
            {
                var region = GetRegion.Invoke().Apply(answer => answer.Region);
                var partition = GetPartition.Invoke().Apply(answer => answer.Partition);
                both = Output.Format($"{region} {partition}");
            },
            Mocks());

        Assert.Equal(
            ["aws:index/getPartition:getPartition", "aws:index/getRegion:getRegion"],
            mocks.Calls.Select(call => call.Token!).Order(StringComparer.Ordinal));
        Assert.Equal("eu-central-1 aws", await OutputUtilities.GetValueAsync(both!));
    }

    [Fact]
    public async Task An_argument_of_a_function_is_sent_with_it()
    {
        var mocks = await Deployments.RunAsync(
            () => GetRegion.Invoke(new GetRegionInvokeArgs { Region = Output.Create("eu-west-1") }), Mocks());

        Assert.Equal("eu-west-1", Assert.Single(mocks.Calls).Args["region"]);
    }

    private static RecordingMocks Mocks() => new() { Answer = Answer };
}
