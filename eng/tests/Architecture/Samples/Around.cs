// A folder and the folder inside it, which refer to each other.
namespace Eng.Tests.Architecture.Samples.Around
{
    internal sealed class Owner
    {
        public Inside.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.Around.Inside
{
    internal sealed class Tool
    {
        public Owner? Owner { get; }
    }
}
