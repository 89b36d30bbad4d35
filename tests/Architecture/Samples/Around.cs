// A folder that refers to the folder inside it, and the other way round.
namespace Tests.Architecture.Samples.Around
{
    internal sealed class Owner
    {
        public Inside.Tool? Tool { get; }
    }
}

namespace Tests.Architecture.Samples.Around.Inside
{
    internal sealed class Tool
    {
        public Owner? Owner { get; }
    }
}
