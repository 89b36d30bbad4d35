namespace Pulumi;

/// <summary>A resource of which only the URN is known.</summary>
internal sealed class DependencyResource : CustomResource
{
    public DependencyResource(string urn)
        => Urn = new Output<string>(Task.FromResult(new OutputData<string>([this], urn, true, false)));
}
