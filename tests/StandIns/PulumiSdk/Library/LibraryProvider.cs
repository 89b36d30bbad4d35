using Pulumi;

namespace Tests.StandIns.PulumiSdk.Library;

public sealed class LibraryProvider(string name, CustomResourceOptions? options = null)
    : ProviderResource("library", name, ResourceArgs.Empty, options);
